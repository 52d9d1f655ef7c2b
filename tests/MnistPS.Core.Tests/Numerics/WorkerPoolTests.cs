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
    public void An_error_of_a_part_reaches_the_caller_and_the_crew_goes_on()
    {
        using var pool = new WorkerPool(2);

        Assert.Throws<InvalidOperationException>(
            () => pool.Run(4, part => throw new InvalidOperationException($"part {part}")));

        var done = 0;
        pool.Run(4, _ => Interlocked.Increment(ref done));
        Assert.Equal(4, done);
    }
}
