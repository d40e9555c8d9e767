package execo.internal.ssh.keys;

import static java.nio.charset.StandardCharsets.UTF_8;

import execo.host.Passphrases;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.security.KeyPair;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The identity files of this program, each read once and again when it has changed; a passphrase is
 * asked for once. Thread-safe; calls may block on files and on a person.
 */
public final class KeyFiles {
  private static final int ATTEMPTS = 3;

  /** How many bytes a char becomes in UTF-8, at most. */
  private static final int MOST_BYTES = 3;

  private static final FileTime MISSING = FileTime.fromMillis(0);
  private static final Map<Path, Read> READ = new ConcurrentHashMap<>();
  private static volatile Passphrases passphrases = Passphrases.NONE;

  private record Read(List<FileTime> times, KeyFile file) {}

  private KeyFiles() {}

  /** Says where the passphrases of this program come from; what was refused is asked for again. */
  public static void use(Passphrases source) {
    passphrases = source;
    READ.clear();
  }

  static KeyFile of(Path file) {
    var times =
        Stream.of("", ".pub", "-cert.pub").map(end -> time(KeyReader.sibling(file, end))).toList();
    var read =
        READ.compute(
            file,
            (_, known) ->
                known != null && known.times().equals(times)
                    ? known
                    : new Read(times, KeyReader.read(file)));
    return read.file();
  }

  /** The file once more, with its passphrase asked for if it is locked and nobody has yet. */
  static KeyFile unlocked(Path file) {
    of(file);
    synchronized (KeyFiles.class) {
      var found = of(file);
      if (!(found.content() instanceof KeyFile.Locked)) {
        return found;
      }
      var opened = found.with(open(file));
      READ.computeIfPresent(file, (_, read) -> new Read(read.times(), opened));
      return opened;
    }
  }

  private static KeyFile.Content open(Path file) {
    try {
      for (int attempt = 1; attempt <= ATTEMPTS; attempt++) {
        var given = passphrases.passphrase(file, attempt);
        if (given == null) {
          return new KeyFile.Unusable(
              attempt == 1
                  ? file + " is encrypted and there is no passphrase for it"
                  : file + " is encrypted and its passphrase was wrong");
        }
        var pair = decrypt(file, given);
        if (pair != null) {
          return new KeyFile.Open(pair);
        }
      }
      return new KeyFile.Unusable(file + " is encrypted and its passphrase was wrong");
    } catch (IOException | RuntimeException e) {
      return new KeyFile.Unusable(file + " cannot be decrypted: " + e.getMessage());
    }
  }

  private static @Nullable KeyPair decrypt(Path file, char[] passphrase) throws IOException {
    var room = new byte[passphrase.length * MOST_BYTES];
    var encoded = ByteBuffer.wrap(room);
    var result = UTF_8.newEncoder().encode(CharBuffer.wrap(passphrase), encoded, true);
    var bytes = Arrays.copyOf(room, encoded.position());
    try {
      return result.isError() ? null : KeyReader.decrypt(file, bytes);
    } finally {
      Arrays.fill(passphrase, '\0');
      Arrays.fill(room, (byte) 0);
      Arrays.fill(bytes, (byte) 0);
    }
  }

  private static FileTime time(Path file) {
    try {
      return Files.getLastModifiedTime(file);
    } catch (IOException _) {
      return MISSING;
    }
  }
}
