using System.Text.Json;
using Aios.Server.Dialects;
using Microsoft.AspNetCore.Http;

namespace Aios.Server.Emulation.Serving;

static class RequestBody
{
    /// <returns>Null where it is no JSON, or says something twice.</returns>
    /// <exception cref="RequestRefusedException">It is longer than the emulator reads; the vendor's own word for that is said.</exception>
    public static async Task<JsonElement?> ReadAsync(HttpRequest request, IServedDialect dialect, CancellationToken cancellationToken)
    {
        try
        {
            using var document = await JsonDocument.ParseAsync(request.Body, new() { AllowDuplicateProperties = false }, cancellationToken);
            return document.RootElement.Clone();
        }
        catch (JsonException)
        {
            return null;
        }
        catch (BadHttpRequestException tooLong) when (tooLong.StatusCode == StatusCodes.Status413PayloadTooLarge)
        {
            throw new RequestRefusedException(dialect.Error(ErrorKind.TooLarge, ""));
        }
    }
}
