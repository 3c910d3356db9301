using Microsoft.AspNetCore.Http;

namespace Aios.Server.Dialects.OpenAi;

static class OpenAiKey
{
    public static bool IsThere(IHeaderDictionary headers) =>
        headers.Authorization.ToString() is var bearer && bearer.StartsWith("Bearer ", StringComparison.OrdinalIgnoreCase) && bearer.Trim().Length > "Bearer ".Length;
}
