using System.Globalization;
using System.Security.Cryptography;

namespace Aios.Cli;

/// <summary>Names for runs that sort by time and do not clash.</summary>
static class RunIds
{
    public static string New(TimeProvider clock) =>
        clock.GetUtcNow().ToString("yyyyMMdd-HHmmss-", CultureInfo.InvariantCulture) + RandomNumberGenerator.GetHexString(4, lowercase: true);
}
