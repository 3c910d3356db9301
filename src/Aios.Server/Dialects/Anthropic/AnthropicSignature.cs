using System.Security.Cryptography;
using System.Text;

namespace Aios.Server.Dialects.Anthropic;

/// <summary>Signs what was thought, so that it is noticed when it does not come back as it was.</summary>
static class AnthropicSignature
{
    public static string Of(string thinking) => "EmAI" + Convert.ToBase64String(SHA512.HashData(Encoding.UTF8.GetBytes("aios emulate " + thinking)));

    public static bool Fits(string thinking, string? signature) => signature == Of(thinking);
}
