using Aios.Llm.Models;

namespace Aios.Cli.Configuration;

/// <summary>Puts the layers of the configuration together: option, environment, <c>.env</c>, the user's file, the project's file, defaults.</summary>
/// <remarks>Nothing is sent anywhere and nothing is run before all of it has been read and found right.</remarks>
sealed class SettingsReader(Func<string, string?> environment, string workingFolder, string userFile)
{
    /// <summary>The project's file, which is not there where it would be the user's.</summary>
    public string ProjectPath { get; } = Path.Combine(Path.GetFullPath(workingFolder), SettingsFile.Name);

    /// <param name="model">Of the option <c>--model</c>.</param>
    /// <exception cref="ConfigurationException">The message names every mistake.</exception>
    /// <exception cref="UsageException">The option cannot be read.</exception>
    public Settings Read(string? model = null)
    {
        List<string> mistakes = [];
        List<string> warnings = [];
        Variables variables = new(environment, EnvFile.Read(workingFolder, mistakes));
        var file = SettingsFile.Open(userFile, mistakes);
        file?.Know([.. ChoiceReader.Members, "providers", "models"]);
        var user = ChoiceReader.Read(file, Layer.User, mistakes);
        var project = ProjectFile.Read(ProjectPath == userFile ? null : SettingsFile.Open(ProjectPath, mistakes), user, userFile, mistakes);
        Settings settings = new()
        {
            Model = Option(model)
                .Over(variables.Find(Variables.Model) is { } set ? ModelChoice.Parse(set, mistakes) : new())
                .Over(user.Model)
                .Over(project.Model),
            MaxParallel = project.MaxParallel ?? user.MaxParallel, // which can only be lower
            MaxCost = project.MaxCost ?? user.MaxCost, // as above
            Routing = user.Routing.Over(project.Routing),
            ReusedKinds = user.ReusedKinds ?? project.ReusedKinds,
            Providers = [.. Providers(file, new(variables, userFile, mistakes, warnings))],
            Models = file is null ? null : Models(file, mistakes),
            Warnings = warnings,
        };
        return mistakes.Count == 0 ? settings : throw new ConfigurationException([.. mistakes.Distinct()]);
    }

    static Setting<ModelFile>? Models(ObjectReader file, List<string> mistakes)
    {
        try
        {
            return file.Raw("models") is { } models ? new(ModelFile.Parse($$"""{"models":{{models}}}""", file.File), new(Layer.User, file.File)) : null;
        }
        catch (ModelFileException exception)
        {
            mistakes.AddRange(exception.Mistakes.Select(mistake => $"{file.File}: {mistake}"));
            return null;
        }
    }

    static IEnumerable<ProviderSettings> Providers(ObjectReader? file, EndpointReader endpoints)
    {
        var written = file?.Object("providers");
        written?.RefuseTwins();
        var names = KnownProvider.All.Select(known => known.Name).Concat(written?.Names ?? []).Distinct();
        foreach (var name in names)
        {
            if (!IsName(name))
            {
                written!.Mistake(name, "should be a name of small letters, digits, '-' and '_', and not offline."); // the known ones are names
            }
            else if (endpoints.Read(name, written?.Object(name)) is { } provider)
            {
                yield return provider;
            }
        }
    }

    static bool IsName(string name) =>
        name is not ("" or "offline" or "replay") && name.All(character => char.IsAsciiLetterLower(character) || char.IsAsciiDigit(character) || character is '-' or '_');

    static ModelChoice Option(string? model)
    {
        List<string> mistakes = [];
        var choice = model is null ? new() : ModelChoice.Parse(new(model, new(Layer.Option, "--model")), mistakes);
        return mistakes.Count == 0 ? choice : throw new UsageException(mistakes);
    }
}
