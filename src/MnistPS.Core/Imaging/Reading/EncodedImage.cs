using MnistPS.Files;
using MnistPS.Native;
using SkiaSharp;

namespace MnistPS.Imaging.Reading;

/// <summary>The bytes of a picture as they come from a file or a stream, in native memory for the decoder.</summary>
internal static class EncodedImage
{
    private const long LargestFile = 1L << 28;
    private const int ChunkLength = 1 << 20;

    /// <summary>
    /// Reads a file once into native memory. SkiaSharp's own way keeps a second copy, which a photo makes large.
    /// </summary>
    /// <param name="path">The file.</param>
    /// <param name="cancellation">Stops the reading.</param>
    /// <returns>The bytes, which belong to the caller.</returns>
    internal static SKData Load(string path, CancellationToken cancellation)
    {
        SkiaRuntime.EnsureLoaded();
        using var file = RegularFile.OpenRead(path, bufferSize: 1);
        RefuseLength(file.Length, path);
        var data = SKData.Create((int)file.Length);
        try
        {
            for (var done = 0; done < data.Size; done += ChunkLength)
            {
                cancellation.ThrowIfCancellationRequested();
                file.ReadExactly(Bytes(data).Slice(done, (int)Math.Min(ChunkLength, data.Size - done)));
            }

            return data;
        }
        catch
        {
            data.Dispose();
            throw;
        }
    }

    /// <summary>Reads a stream to its end.</summary>
    /// <param name="stream">The stream.</param>
    /// <param name="name">What messages call it; may be null.</param>
    /// <param name="cancellation">Stops the reading.</param>
    /// <returns>The bytes, which belong to the caller.</returns>
    internal static SKData Load(Stream stream, string? name, CancellationToken cancellation)
    {
        SkiaRuntime.EnsureLoaded();
        using var buffer = new MemoryStream();
        var chunk = new byte[ChunkLength];
        for (var read = stream.Read(chunk); read > 0 && buffer.Length <= LargestFile; read = stream.Read(chunk))
        {
            cancellation.ThrowIfCancellationRequested();
            buffer.Write(chunk, 0, read);
        }

        RefuseLength(buffer.Length, name);
        return SKData.CreateCopy(buffer.GetBuffer().AsSpan(0, (int)buffer.Length));
    }

    private static unsafe Span<byte> Bytes(SKData data) => new((void*)data.Data, (int)data.Size);

    private static void RefuseLength(long length, string? path)
    {
        if (length == 0)
            throw new ImageFormatException(
                "ImageEmpty",
                path,
                $"{ImageFormatException.NameOf(path)} is empty (0 bytes). Save the image again, or copy it anew.");
        if (length > LargestFile)
            throw ImageFormatException.TooLarge(path, $"has more than {LargestFile >> 20} MiB");
    }
}
