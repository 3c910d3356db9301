namespace Aios.Tests.Faults;

/// <summary>Over which wire it happens.</summary>
public enum Spoken
{
    Anthropic,
    Chat,
    Responses,
    Ollama,
}
