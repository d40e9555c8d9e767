package execo.internal.taktuk;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

/** Records are understood as TakTuk 3.7.7 writes them, however they are cut. */
class RecordReaderTest {
  private static final String TAG = "^00";

  /** What a program wrote for two hosts, of which the second refused, in its own order. */
  private static final String SAID =
      """
      ^00 d 0 2p 0 1 70
      ssh: connect to host 127.7.0.3 port 1: Connection refused, nothing new
      ^00 s 0 2p 0 1 2
      3\s
      ^00 s 0 1p -1 1 2
      4\s
      perl: warning: a line that is no record
      ^00 s 1 p -1 1 2
      6\s
      ^00 o 1 p -1 1 6
      o:aGkK
      ^00 o 1 p -1 0 3
      o:a
      ^00 x 1 p 1 1 3
      768
      """;

  private static List<String> read(List<byte[]> pieces) {
    var heard = new ArrayList<String>();
    var reader = new RecordReader(TAG, r -> heard.add(text(r)), stray -> heard.add("? " + stray));
    pieces.forEach(reader::accept);
    return heard;
  }

  private static List<String> read(byte[] all) {
    return read(List.of(all));
  }

  private static String text(TaktukRecord told) {
    return told.kind()
        + " "
        + told.position()
        + " "
        + told.peer()
        + " "
        + told.rank()
        + (told.endOfLine() ? " " : " - ")
        + new String(told.payload(), ISO_8859_1);
  }

  @Example
  void recordsAreRead() {
    assertThat(read(SAID.getBytes(ISO_8859_1)))
        .containsExactly(
            "CONNECTOR 0 2 0 ssh: connect to host 127.7.0.3 port 1: Connection refused, nothing new",
            "STATE 0 2 0 3 ",
            "STATE 0 1 -1 4 ",
            "? perl: warning: a line that is no record",
            "STATE 1 0 -1 6 ",
            "OUTPUT 1 0 -1 o:aGkK",
            "OUTPUT 1 0 -1 - o:a",
            "STATUS 1 0 1 768");
  }

  @Property(tries = 200)
  void cutsDoNotMatter(@ForAll @Size(max = 8) List<@IntRange(min = 0, max = 300) Integer> cuts) {
    var bytes = SAID.getBytes(ISO_8859_1);
    var pieces = new ArrayList<byte[]>();
    var from = 0;
    for (int cut : cuts.stream().sorted().map(c -> Math.min(c, bytes.length)).toList()) {
      pieces.add(Arrays.copyOfRange(bytes, from, cut));
      from = cut;
    }
    pieces.add(Arrays.copyOfRange(bytes, from, bytes.length));
    assertThat(read(pieces)).isEqualTo(read(bytes));
  }

  @Property(tries = 200)
  void anyBytesMayBeInARecord(@ForAll byte[] payload) {
    var bytes = new ByteArrayOutputStream();
    bytes.writeBytes((TAG + " e 12 p 7 0 " + payload.length + "\n").getBytes(ISO_8859_1));
    bytes.writeBytes(payload);
    bytes.writeBytes("\n".getBytes(ISO_8859_1));
    assertThat(read(bytes.toByteArray()))
        .containsExactly("ERROR 12 0 7 - " + new String(payload, ISO_8859_1));
  }

  @Example
  void recordMayBeLargerThanTheBuffer() {
    var large = "x".repeat(300_000);
    var bytes = (TAG + " o 1 p 1 1 300000\n" + large + "\n").getBytes(ISO_8859_1);
    assertThat(read(bytes)).containsExactly("OUTPUT 1 0 1 " + large);
  }
}
