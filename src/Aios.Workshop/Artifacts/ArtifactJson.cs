using System.Text.Json.Serialization;

namespace Aios.Workshop.Artifacts;

[JsonSerializable(typeof(string[]))]
sealed partial class ArtifactJson : JsonSerializerContext;
