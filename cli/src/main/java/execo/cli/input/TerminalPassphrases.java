package execo.cli.input;

import static java.nio.charset.StandardCharsets.UTF_8;

import execo.host.Passphrases;
import execo.log.HiddenInput;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.file.Path;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Asks for passphrases on the terminal that the command was started from, if there is one. */
public final class TerminalPassphrases implements Passphrases {
  private static final int LONGEST = 1024;

  /** A question on the terminal. */
  public TerminalPassphrases() {}

  @Override
  public char @Nullable [] passphrase(Path keyFile, int attempt) {
    try (var terminal = new RandomAccessFile(HiddenInput.TERMINAL, "rw")) {
      try (var input = HiddenInput.begin()) {
        input.hide();
        terminal.write(question(keyFile, attempt).getBytes(UTF_8));
        return line(terminal);
      } finally {
        terminal.write('\n');
      }
    } catch (IOException _) {
      return null; // nobody is there
    }
  }

  private static String question(Path keyFile, int attempt) {
    var again = attempt == 1 ? "" : "It was wrong. ";
    return again + "Passphrase of " + keyFile + ": ";
  }

  private static char @Nullable [] line(RandomAccessFile terminal) throws IOException {
    var bytes = new byte[LONGEST];
    int length = 0;
    int next;
    while ((next = terminal.read()) >= 0 && next != '\n') {
      if (length < LONGEST) {
        bytes[length++] = (byte) next;
      }
    }
    if (length == 0) {
      return null;
    }
    var room = new char[length];
    var decoded = CharBuffer.wrap(room);
    var result = UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes, 0, length), decoded, true);
    var passphrase = Arrays.copyOf(room, decoded.position());
    Arrays.fill(bytes, (byte) 0);
    Arrays.fill(room, '\0');
    return result.isError() ? null : passphrase;
  }
}
