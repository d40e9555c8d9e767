package execo.internal.transfer.sftp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MessagesTest {
  private static final int STATUS = 101;

  private static byte[] status(int id, int code) {
    return ByteBuffer.allocate(13).putInt(9).put((byte) STATUS).putInt(id).putInt(code).array();
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 7, 13, 26, 1000})
  void messagesDoNotDependOnHowTheyArrive(int piece) throws Exception {
    var all = ByteBuffer.allocate(26).put(status(7, 0)).put(status(8, 1)).array();
    var replies = new ArrayList<Reply>();
    try (var messages = new Messages(replies::add, text -> {})) {
      for (var at = 0; at < all.length; at += piece) {
        messages.write(all, at, Math.min(piece, all.length - at));
      }
    }
    assertThat(replies).extracting(Reply::id).containsExactly(7, 8);
    assertThat(replies.getFirst().ok()).isTrue();
    assertThat(replies.getLast().endOfFile()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(ints = {-1, 0, 4, Integer.MAX_VALUE})
  void absurdLengthIsToldOnceAndNothingAfterIt(int length) throws Exception {
    var bytes = ByteBuffer.allocate(17).putInt(length).put(status(7, 0)).array();
    var replies = new ArrayList<Reply>();
    var garbage = new ArrayList<String>();
    try (var messages = new Messages(replies::add, garbage::add)) {
      messages.write(bytes, 0, bytes.length);
      messages.write(bytes, 0, bytes.length);
    }
    assertThat(garbage).containsExactly(new String(bytes, 0, 4, StandardCharsets.ISO_8859_1));
    assertThat(replies).isEmpty();
  }

  @Test
  void refusalIsToldInWords() {
    var text = "no, never".getBytes(StandardCharsets.UTF_8);
    var message =
        ByteBuffer.allocate(13 + text.length)
            .put((byte) STATUS)
            .putInt(1)
            .putInt(4)
            .putInt(text.length)
            .put(text)
            .array();
    assertThatThrownBy(() -> new Reply(message).checkOk()).hasMessage("no, never");
    assertThatThrownBy(() -> new Reply(new byte[] {STATUS, 0, 0, 0, 1, 0, 0, 0, 3}).handle())
        .hasMessage("Permission denied");
  }

  @Test
  void answerOfAnExtensionIsToldFromAnyOther() throws Exception {
    var message = ByteBuffer.allocate(13).put((byte) 201).putInt(1).putLong(42).array();
    assertThat(new Reply(message).extension().getLong()).isEqualTo(42);
  }

  @ParameterizedTest
  @ValueSource(strings = {"../x", "/etc/passwd", "a/b", "", "nul\0"})
  void namesThatLeadElsewhereAreNotPlain(String name) {
    var bytes = name.getBytes(StandardCharsets.UTF_8);
    assertThat(RemoteName.of(bytes, FileAttributes.NONE).isPlain()).isFalse();
  }

  @Test
  void namesAreUtf8() {
    var bytes = new byte[] {'a', (byte) 0xff};
    assertThat(RemoteName.of(bytes, FileAttributes.NONE).isPlain()).isFalse();
    var accent = "é -x".getBytes(StandardCharsets.UTF_8);
    assertThat(RemoteName.of(accent, FileAttributes.NONE).isPlain()).isTrue();
    assertThat(RemoteName.of(new byte[] {'.', '.'}, FileAttributes.NONE).isDots()).isTrue();
  }

  @Test
  void offsetsGoBeyondFourGigabytes() {
    var request = ByteBuffer.wrap(Request.write(new byte[] {5}, 5L << 30, 100).numbered(3, 100));
    assertThat(request.getInt(0)).isEqualTo(request.capacity() - 4 + 100);
    assertThat(request.getInt(5)).isEqualTo(3);
    assertThat(request.getLong(14)).isEqualTo(5L << 30);
    assertThat(request.getInt(22)).isEqualTo(100);
  }
}
