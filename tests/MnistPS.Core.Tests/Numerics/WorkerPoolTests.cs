using MnistPS.Numerics;

namespace MnistPS.Tests.Numerics;

public sealed class WorkerPoolTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(5)]
    public void Every_part_of_every_job_is_done_exactly_once(int size)
    {
        using var pool = new WorkerPool(size);
        for (var job = 1; job <= 2000; job++)
        {
            var counts = new int[job % 7];
            pool.Run(counts.Length, part => Interlocked.Increment(ref counts[part]));
            Assert.All(counts, count => Assert.Equal(1, count));
        }
    }

    [Fact]
    public void A_job_within_a_job_is_done_by_whoever_comes_with_it()
    {
        using var pool = new WorkerPool(3);
        var counts = new int[4, 90];

        pool.ParallelFor(counts, 4, 1, (outer, first, end) =>
        {
            for (var i = first; i < end; i++)
                pool.ParallelFor((outer, i), 90, 1, static (inner, from, to) =>
                {
                    for (var j = from; j < to; j++)
                        Interlocked.Increment(ref inner.outer[inner.i, j]);
                });
        });

        Assert.All(counts.Cast<int>(), count => Assert.Equal(1, count));
    }

    [Fact]
    public void Jobs_of_several_threads_at_once_are_all_done_exactly_once()
    {
        using var pool = new WorkerPool(3);
        var counts = new int[8, 500];
        Thread[] threads = [.. Enumerable.Range(0, 8).Select(caller => new Thread(() =>
        {
            for (var job = 0; job < 500; job++)
                pool.Run(5, _ => Interlocked.Increment(ref counts[caller, job]));
        }))];
        foreach (var thread in threads)
            thread.Start();
        foreach (var thread in threads)
            thread.Join();

        Assert.All(counts.Cast<int>(), count => Assert.Equal(5, count));
    }

    [Fact]
    public void An_error_of_a_part_reaches_the_caller_and_the_pool_goes_on()
    {
        using var pool = new WorkerPool(2);

        Assert.Throws<InvalidOperationException>(
            () => pool.Run(4, part => throw new InvalidOperationException($"part {part}")));

        var done = 0;
        pool.Run(4, _ => Interlocked.Increment(ref done));
        Assert.Equal(4, done);
    }
}
