package execo.internal.chain;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;

/** The program that works on the hosts: a Perl script that is given on standard input. */
final class AgentScript {
  private static final byte[] TEXT = load();

  /**
   * The command line of each host: reads the script, which is ASCII, and runs it. There is no
   * single quote in it.
   */
  static final String COMMAND =
      "exec perl -e '$n=%s;$s=\"\";while(length$s<$n){sysread STDIN,$s,$n-length$s,length$s or exit 1}eval$s;die$@'"
          .formatted(TEXT.length);

  private AgentScript() {}

  /** What one host has to know; everything that is for all is in {@code plan}. */
  static byte[] input(int rank, String target, Plan plan, Payload payload) {
    var settings =
        """
        secret %s
        rank %s
        name %s
        place %s-%s
        target %s
        single %s
        list %s
        total %s
        from %s
        to %s
        connect %s
        tries %s
        delay %s

        """
            .formatted(
                plan.secret(),
                rank,
                plan.name(),
                plan.name(),
                rank,
                HexFormat.of().formatHex(Payload.name(target)),
                plan.single() ? 1 : 0,
                payload.listLength(),
                payload.total(),
                plan.ports().from(),
                plan.ports().to(),
                plan.connectSeconds(),
                plan.tries(),
                plan.delaySeconds())
            .getBytes(StandardCharsets.US_ASCII);
    var bytes = new byte[TEXT.length + settings.length];
    System.arraycopy(TEXT, 0, bytes, 0, TEXT.length);
    System.arraycopy(settings, 0, bytes, TEXT.length, settings.length);
    return bytes;
  }

  private static byte[] load() {
    var text = new ByteArrayOutputStream();
    for (var name : List.of("agent.pl", "store.pl", "links.pl", "loop.pl")) {
      try (var resource = AgentScript.class.getResourceAsStream(name)) {
        if (resource == null) {
          throw new IllegalStateException("missing resource " + name);
        }
        resource.transferTo(text);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    return text.toByteArray();
  }
}
