using System.Security.Cryptography;
using System.Text;

namespace Aios.Server.Dialects.OpenAi;

/// <summary>What stands for the reasoning that only the vendor can read, so that it is noticed when it does not come back as it was.</summary>
static class ReasoningSeal
{
    public static string Of(string id) => "gAAAAA" + Convert.ToBase64String(SHA512.HashData(Encoding.UTF8.GetBytes("aios emulate " + id)));
}
