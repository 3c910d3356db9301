using System.Text.Json.Serialization;

namespace Aios.Workshop.Offline.Briefs.Domains;

[JsonSerializable(typeof(string))]
[JsonSerializable(typeof(bool))]
[JsonSerializable(typeof(decimal))]
sealed partial class DefaultJson : JsonSerializerContext;
