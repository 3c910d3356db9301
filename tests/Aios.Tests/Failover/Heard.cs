using Aios.Llm.Providers;
using Aios.Llm.Routing;
using Aios.Tests.Faults;
using Microsoft.Extensions.AI;
using Xunit;

namespace Aios.Tests.Failover;

/// <summary>What a caller has in the end.</summary>
sealed record Heard(ModelCall Call, ChatResponse Answer, TimeSpan Took, Exception? Exception)
{
    /// <summary>In the order in which they were made.</summary>
    public IEnumerable<string> Asked => Call.Attempts.Select(attempt => attempt.Route.Model.Id);

    public FailureKind? FirstFailure => Call.Attempts[0].Failure?.Kind;

    /// <summary>A whole answer came, from that model.</summary>
    public void AssertAnsweredBy(string model)
    {
        Assert.Null(Exception);
        Assert.Equal(Expected.Answer, Answer.Text);
        Assert.Equal(model, Call.Attempts[^1].Route.Model.Id);
        Assert.Null(Call.Attempts[^1].Failure);
        Assert.Equal(model, Answer.ModelId);
    }
}
