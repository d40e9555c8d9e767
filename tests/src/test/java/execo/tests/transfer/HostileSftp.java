package execo.tests.transfer;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.apache.sshd.server.Environment;
import org.apache.sshd.server.ExitCallback;
import org.apache.sshd.server.channel.ChannelSession;
import org.apache.sshd.server.command.Command;
import org.apache.sshd.server.subsystem.SubsystemFactory;
import org.jspecify.annotations.Nullable;

/**
 * An SFTP server that tells of files that are not there. A path whose last name begins with {@code
 * d} is a directory, any other a file that holds {@code evil}; directories hold what a test lists.
 * A test may answer requests of any type in its place.
 */
final class HostileSftp implements SubsystemFactory {
  static final int INIT = 1;
  static final int OPEN = 3;
  static final int CLOSE = 4;
  static final int READ = 5;
  static final int OPENDIR = 11;
  static final int READDIR = 12;
  static final int REALPATH = 16;
  static final int STAT = 17;
  static final int READLINK = 19;

  static final int STATUS = 101;
  static final int HANDLE = 102;
  static final int DATA = 103;
  static final int NAME = 104;
  static final int ATTRIBUTES = 105;

  static final int DIRECTORY = 0040755;
  static final int FILE = 0100644;
  static final int LINK = 0120777;

  private static final int END_OF_FILE = 1;
  private static final int UNSUPPORTED = 8;
  private static final String CONTENTS = "evil";

  /** A name in each directory, and what it is said to be. */
  record Entry(String name, int mode) {}

  /** What a test answers; nothing where it leaves that to this server. */
  @FunctionalInterface
  interface Answers {
    /**
     * The bytes that are sent.
     *
     * @param type of the request
     * @param path that it names, or for which its handle was given out
     */
    byte @Nullable [] to(int type, int id, String path);
  }

  private final List<Entry> listing;
  private final Answers answers;

  HostileSftp(List<Entry> listing, Answers answers) {
    this.listing = List.copyOf(listing);
    this.answers = answers;
  }

  @Override
  public String getName() {
    return "sftp";
  }

  @Override
  public Command createSubsystem(ChannelSession channel) {
    return new Conversation();
  }

  // ---- messages

  /** A message: its length, its type, the number of the request, and what follows. */
  static byte[] message(int type, int id, Object... parts) {
    var body = new ByteArrayOutputStream();
    try (var out = new DataOutputStream(body)) {
      out.writeByte(type);
      out.writeInt(id);
      for (var part : parts) {
        switch (part) {
          case Integer number -> out.writeInt(number);
          case String text -> {
            var bytes = text.getBytes(StandardCharsets.UTF_8);
            out.writeInt(bytes.length);
            out.write(bytes);
          }
          default -> throw new IllegalArgumentException(part.toString());
        }
      }
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
    return ByteBuffer.allocate(Integer.BYTES + body.size())
        .putInt(body.size())
        .put(body.toByteArray())
        .array();
  }

  static byte[] status(int id, int code) {
    return message(STATUS, id, code, "", "");
  }

  static byte[] name(int id, String path) {
    return message(NAME, id, 1, path, path, 0);
  }

  private byte[] names(int id) {
    var parts = new ArrayList<>();
    parts.add(listing.size());
    for (var entry : listing) {
      parts.addAll(List.of(entry.name(), entry.name()));
      parts.addAll(attributes(entry.mode()));
    }
    return message(NAME, id, parts.toArray());
  }

  /** Size and mode. */
  private static List<Integer> attributes(int mode) {
    return List.of(1 | 4, 0, CONTENTS.length(), mode);
  }

  // ---- what it says by itself

  private byte[] usual(int type, int id, String path, long offset, Set<String> listed) {
    return switch (type) {
      case INIT -> message(2, 3);
      case OPEN, OPENDIR -> message(HANDLE, id, path);
      case CLOSE -> status(id, 0);
      case READ -> offset == 0 ? message(DATA, id, CONTENTS) : status(id, END_OF_FILE);
      case READDIR -> listed.add(path) ? names(id) : status(id, END_OF_FILE);
      case REALPATH -> name(id, path);
      case STAT -> {
        var last = path.substring(path.lastIndexOf('/') + 1);
        yield message(
            ATTRIBUTES, id, attributes(last.startsWith("d") ? DIRECTORY : FILE).toArray());
      }
      default -> status(id, UNSUPPORTED);
    };
  }

  private final class Conversation implements Command {
    private final Set<String> listed = new HashSet<>();
    private @Nullable InputStream in;
    private @Nullable OutputStream out;
    private @Nullable ExitCallback exit;

    @Override
    public void setInputStream(InputStream in) {
      this.in = in;
    }

    @Override
    public void setOutputStream(OutputStream out) {
      this.out = out;
    }

    @Override
    public void setErrorStream(OutputStream err) {
      // it says nothing there
    }

    @Override
    public void setExitCallback(ExitCallback exit) {
      this.exit = exit;
    }

    @Override
    public void start(ChannelSession channel, Environment environment) {
      Thread.ofVirtual().start(this::talk);
    }

    private void talk() {
      try (var requests = new DataInputStream(Objects.requireNonNull(in));
          var replies = Objects.requireNonNull(out)) {
        while (true) {
          replies.write(answer(ByteBuffer.wrap(requests.readNBytes(requests.readInt()))));
          replies.flush();
        }
      } catch (IOException e) {
        Objects.requireNonNull(exit).onExit(0); // the client has gone
      }
    }

    private byte[] answer(ByteBuffer request) {
      var type = request.get();
      var id = request.getInt();
      var path = "";
      if (type != INIT) {
        var bytes = new byte[request.getInt()];
        request.get(bytes);
        path = new String(bytes, StandardCharsets.UTF_8);
      }
      var own = answers.to(type, id, path);
      return own == null
          ? usual(type, id, path, type == READ ? request.getLong() : 0, listed)
          : own;
    }

    @Override
    public void destroy(ChannelSession channel) {
      // ends with its input
    }
  }
}
