// One after the other: all runspaces share a process, and with it libtorch's threads.
[assembly: Xunit.CollectionBehavior(DisableTestParallelization = true)]
