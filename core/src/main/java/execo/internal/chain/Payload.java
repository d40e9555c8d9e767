package execo.internal.chain;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitOption;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/**
 * The stream of a chained copy: a list of the files and directories, then the contents of all files
 * in the order of the list. An entry of the list is a line with its kind (f or d), mode in octal,
 * time of modification in seconds, size, and the length of its path, followed by the path's bytes.
 */
final class Payload {
  private static final Charset NAMES = names();
  private static final int MODE_BITS = 07777;

  private final byte[] list;
  private final List<Part> parts;
  private final long total;

  /**
   * The contents of one file.
   *
   * @param start where they begin in the stream
   */
  record Part(Path file, long start, long size) {}

  private Payload(byte[] list, List<Part> parts, long total) {
    this.list = list;
    this.parts = parts;
    this.total = total;
  }

  /**
   * Lists files and directories with all that is in them; symbolic links stand for what they point
   * to.
   *
   * @throws IOException if something is missing, or is neither a file nor a directory
   */
  static Payload of(List<Path> sources) throws IOException {
    var list = new ByteArrayOutputStream();
    var files = new ArrayList<Path>();
    var sizes = new ArrayList<Long>();
    for (var source : sources) {
      var root = source.toAbsolutePath().normalize();
      var base = root.getParent() == null ? root : root.getParent();
      try (var paths = Files.walk(root, FileVisitOption.FOLLOW_LINKS)) {
        for (var path : (Iterable<Path>) paths::iterator) {
          var attributes = Files.readAttributes(path, BasicFileAttributes.class);
          list.write(entry(path, base.relativize(path), attributes));
          if (attributes.isRegularFile() && attributes.size() > 0) {
            files.add(path);
            sizes.add(attributes.size());
          }
        }
      } catch (UncheckedIOException e) {
        throw e.getCause();
      }
    }
    var parts = new ArrayList<Part>(files.size());
    long start = list.size();
    for (var i = 0; i < files.size(); i++) {
      parts.add(new Part(files.get(i), start, sizes.get(i)));
      start += sizes.get(i);
    }
    return new Payload(list.toByteArray(), parts, start);
  }

  private static byte[] entry(Path path, Path name, BasicFileAttributes attributes)
      throws IOException {
    if (!attributes.isRegularFile() && !attributes.isDirectory()) {
      throw new IOException(path + " is neither a file nor a directory");
    }
    var bytes = name.toString().getBytes(NAMES);
    var mode = (Integer) Files.getAttribute(path, "unix:mode");
    var entry = new ByteArrayOutputStream();
    var line =
        "%s %o %s %s %s\n"
            .formatted(
                attributes.isDirectory() ? "d" : "f",
                mode & MODE_BITS,
                attributes.lastModifiedTime().toInstant().getEpochSecond(),
                attributes.isDirectory() ? 0 : attributes.size(),
                bytes.length);
    entry.writeBytes(line.getBytes(StandardCharsets.US_ASCII));
    entry.writeBytes(bytes);
    return entry.toByteArray();
  }

  /** The length of the stream in bytes. */
  long total() {
    return total;
  }

  /** The length of the list at its beginning. */
  int listLength() {
    return list.length;
  }

  /** Reads the stream from an offset on. */
  PayloadReader from(long offset) {
    return new PayloadReader(list, parts, offset);
  }

  /** The SHA-256 of the whole stream, in hexadecimal digits. */
  String sum() throws IOException {
    try (var reader = from(0)) {
      var digest = MessageDigest.getInstance("SHA-256");
      for (var chunk = reader.next(); chunk.length > 0; chunk = reader.next()) {
        digest.update(chunk);
      }
      return HexFormat.of().formatHex(digest.digest());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The bytes of a text as a name of a file. */
  static byte[] name(String text) {
    return text.getBytes(NAMES);
  }

  private static Charset names() {
    var charset =
        Charset.forName(System.getProperty("sun.jnu.encoding", "UTF-8"), StandardCharsets.UTF_8);
    return charset.equals(StandardCharsets.US_ASCII) ? StandardCharsets.UTF_8 : charset;
  }
}
