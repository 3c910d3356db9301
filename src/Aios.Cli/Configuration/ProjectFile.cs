namespace Aios.Cli.Configuration;

/// <summary>The <c>aios.json</c> of a project, which may have come from anywhere: it chooses, and can do no harm.</summary>
static class ProjectFile
{
    /// <param name="user">What the user's own file says; a project may only lower its limits.</param>
    /// <param name="userFile">Where the rest belongs.</param>
    public static Choices Read(ObjectReader? file, Choices user, string userFile, ICollection<string> mistakes)
    {
        file?.RefuseTwins();
        foreach (var name in file?.Names.Except(ChoiceReader.Members) ?? [])
        {
            file!.Mistake(name, $"may not be set by a project, which chooses models and lowers limits only; it belongs into {userFile}."); // there are names only in a file
        }

        var choices = ChoiceReader.Read(file, Layer.Project, mistakes);
        var allowed = user.MaxParallel?.Value ?? Slots.OfModels;
        if (choices.MaxParallel is { } most && most.Value > allowed)
        {
            file!.Mistake("limits.max_parallel", $"is {most.Value}, and a project may only lower the {allowed} that hold without it; raise it in {userFile}."); // as above
        }

        if (choices.MaxCost is { } cost && user.MaxCost is { } least && cost.Value.NanoDollars > least.Value.NanoDollars)
        {
            file!.Mistake("limits.max_cost", $"is {cost.Value}, and a project may only lower the {least.Value} that hold without it; raise it in {userFile}."); // as above
        }

        return choices;
    }
}
