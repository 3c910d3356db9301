namespace Aios.Server.Dialects;

/// <summary>What a vendor refuses a request with.</summary>
/// <param name="Type">The vendor's name for the kind of error; null for the usual one of its status.</param>
sealed record VendorError(int Status, string Message, string? Type = null, string? Code = null, string? Param = null);

/// <summary>The vendor would refuse such a request.</summary>
sealed class RequestRefusedException(VendorError error) : Exception(error.Message)
{
    public VendorError Error => error;
}
