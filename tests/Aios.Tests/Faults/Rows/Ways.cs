using Aios.Llm.Providers;
using Aios.Server.Emulation.Faults;
using static Aios.Tests.Faults.Expected;
using static Aios.Tests.Faults.FaultRow;

namespace Aios.Tests.Faults.Rows;

/// <summary>The question does not get through.</summary>
static class Ways
{
    public static IReadOnlyList<FaultRow> Rows { get; } =
    [
        At(Place.NobodyListens, "connection refused", Refused(FailureKind.Unreachable)),
        At(Place.NoSuchHost, "no host of that name", Refused(FailureKind.Unreachable)),
        At(Place.NoTls, "TLS where nobody speaks it", Refused(FailureKind.Unreachable)),
        At(Place.NeverConnects, "no connection within 5 s", Refused(FailureKind.TimedOut)),
        At(Place.SilentTls, "TLS that is not answered within 5 s", Refused(FailureKind.TimedOut)),
        .. ((int[])[301, 302, 303, 307, 308]).Select(status => Of($"redirect {status} to somebody else", new(FaultKind.Redirect) { Status = status }, Refused(FailureKind.Unreachable, status))),
        Of("page of a login, 200", new(FaultKind.Html), Refused(FailureKind.Unreachable, 200)),
        Of("page of a proxy, 403", new(FaultKind.Html) { Status = 403 }, Refused(FailureKind.Unreachable, 403)),
        Of("page of a proxy, 502", new(FaultKind.Html) { Status = 502 }, Refused(FailureKind.Unreachable, 502)),
    ];
}
