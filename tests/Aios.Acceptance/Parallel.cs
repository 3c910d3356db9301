using Xunit.Sdk;
using Xunit.v3;

// Every test here starts browsers and compilers: one after the other they take as long, and none has to wait for its turn.
[assembly: Parallelization(Mode = ParallelMode.None)]
