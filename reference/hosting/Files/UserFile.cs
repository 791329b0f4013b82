using System.Runtime.InteropServices;

namespace Harness.Hosting.Files;

/// <summary>
/// Reads files that a person named. A pipe that nobody writes to would be waited for without end,
/// so only what is a file is opened.
/// </summary>
internal static partial class UserFile
{
    private const int StatSize = 256;
    private const int StatModeAt = 28;
    private const int TypeMask = 0xf000;
    private const int DirectoryType = 0x4000;
    private const int RegularType = 0x8000;
    private const int FromHere = -100; // AT_FDCWD
    private const uint WantsType = 1; // STATX_TYPE
    private const int Chunk = 64 * 1024;

    /// <summary>
    /// What a file holds; of one that is too large some of it, and more than is allowed. Null if
    /// it cannot be read.
    /// </summary>
    /// <param name="name">The file as the person named it.</param>
    /// <param name="folder">Where relative paths begin.</param>
    /// <param name="mostBytes">How large it may be.</param>
    /// <param name="problem">Why it cannot be read; empty if it can.</param>
    public static byte[]? Read(string name, string folder, int mostBytes, out string problem)
    {
        try
        {
            string path = name.Length > 0
                ? Path.GetFullPath(name, folder)
                : throw new ArgumentException("no name", nameof(name));
            problem = WhatElse(path) ?? "";
            return problem.Length == 0 ? Read(path, mostBytes) : null;
        }
        catch (Exception wrong) when (wrong is IOException or UnauthorizedAccessException
            or ArgumentException or NotSupportedException)
        {
            problem = wrong switch
            {
                FileNotFoundException or DirectoryNotFoundException => "it is not there",
                UnauthorizedAccessException => "no permission",
                ArgumentException or NotSupportedException => "expected a path",
                _ => wrong.Message,
            };
            return null;
        }
    }

    private static byte[] Read(string path, int mostBytes)
    {
        using FileStream file = File.OpenRead(path);
        using var bytes = new MemoryStream();
        byte[] chunk = new byte[Math.Min(Chunk, mostBytes + 1)];
        while (bytes.Length <= mostBytes && file.Read(chunk) is > 0 and int length)
        {
            bytes.Write(chunk, 0, length);
        }

        return bytes.ToArray();
    }

    // Null: it is a file, or nobody knows; then opening it says more.
    private static string? WhatElse(string path)
    {
        // struct statx is the same on every architecture, which struct stat is not.
        Span<byte> stat = stackalloc byte[StatSize];
        if (!OperatingSystem.IsLinux() || Stat(FromHere, path, 0, WantsType, stat) != 0)
        {
            return Directory.Exists(path) ? "it is a directory" : null;
        }

        return (MemoryMarshal.Read<ushort>(stat[StatModeAt..]) & TypeMask) switch
        {
            RegularType => null,
            DirectoryType => "it is a directory",
            _ => "it is not a regular file",
        };
    }

    [LibraryImport("libc", EntryPoint = "statx",
        SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Stat(
        int directory, string path, int flags, uint mask, Span<byte> stat);
}
