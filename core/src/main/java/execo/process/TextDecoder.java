package execo.process;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CodingErrorAction;

/**
 * Decodes a stream piece by piece; a character split between two pieces comes with the later one.
 */
final class TextDecoder {
  private final CharsetDecoder decoder;
  private byte[] rest = {};

  TextDecoder(Charset charset) {
    decoder =
        charset
            .newDecoder()
            .onMalformedInput(CodingErrorAction.REPLACE)
            .onUnmappableCharacter(CodingErrorAction.REPLACE);
  }

  String decode(byte[] bytes, boolean eof) {
    var in = ByteBuffer.allocate(rest.length + bytes.length).put(rest).put(bytes).flip();
    var out = CharBuffer.allocate((int) (in.remaining() * (double) decoder.maxCharsPerByte()) + 8);
    decoder.decode(in, out, eof);
    if (eof) {
      decoder.flush(out);
      decoder.reset();
    }
    rest = new byte[in.remaining()];
    in.get(rest);
    return out.flip().toString();
  }
}
