namespace Aios.Workshop.Running;

/// <summary>A limit of the run has been reached: nothing further is asked.</summary>
sealed class RunLimitException(string message) : Exception(message);
