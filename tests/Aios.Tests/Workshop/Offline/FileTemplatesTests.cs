using System.Text.Json;
using System.Text.Json.Nodes;
using Aios.Testing;
using Aios.Workshop.Offline;
using Aios.Workshop.Planning;
using Xunit;

namespace Aios.Tests.Workshop.Offline;

public sealed class FileTemplatesTests
{
    static readonly Workflow _workflow = Workflow.Load("web-app");

    public static TheoryData<string> Kinds => [.. _workflow.Layout.Select(kind => kind.Kind)];

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Each_kind_of_the_layout_has_a_template_that_leaves_no_Liquid_and_no_loose_ends(string kind)
    {
        var text = FileTemplates.Render(kind, Slice(Domains.Library, 1));

        Assert.DoesNotContain("{%", text, StringComparison.Ordinal);
        Assert.DoesNotContain("Liquid", text, StringComparison.Ordinal);
        Assert.EndsWith("\n", text, StringComparison.Ordinal);
        Assert.All(text.Split('\n'), line => Assert.Equal(line.TrimEnd(), line));
    }

    [Fact]
    public void A_kind_without_a_template_is_refused() =>
        Assert.Throws<UnanswerableException>(() => FileTemplates.Render("backend/nothing", Slice(Domains.Todo, 0)));

    /// <summary>Tasks run at the same time, and a template that one of them uses must not tell it what another one is about.</summary>
    [Fact]
    public void Files_made_at_once_are_those_made_one_after_the_other()
    {
        var works = (from kind in _workflow.Layout where kind.Each is not null from entity in Enumerable.Range(0, 2) select (kind.Kind, Slice: Slice(Domains.Library, entity))).ToList();
        string[] alone = [.. works.Select(work => FileTemplates.Render(work.Kind, work.Slice))];

        for (var round = 0; round < 10; round++)
        {
            string[] together = [.. works.AsParallel().AsOrdered().WithDegreeOfParallelism(8).Select(work => FileTemplates.Render(work.Kind, work.Slice))];

            Assert.Equal(alone, together);
        }
    }

    static JsonElement Slice(string domain, int entity)
    {
        var slice = JsonNode.Parse(domain)!.AsObject(); // a domain is an object
        slice["entity"] = slice["entities"]![entity]!.DeepClone();
        return JsonSerializer.SerializeToElement(slice);
    }
}
