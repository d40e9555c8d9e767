package execo.internal.os.linux;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.security.GeneralSecurityException;
import java.util.HexFormat;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

class Curve25519Test {
  // RFC 7748, section 6.1
  private static final String ALICE =
      "77076d0a7318a57d3c16c17251b26645df4c6f8c9f9d4bf9b9c6d5f9b0d4b7a1";
  // RFC 8032, section 7.1, test 2
  private static final String SEED =
      "4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb";
  private static final String PUBLIC =
      "3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c";
  private static final String SIGNED =
      "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da"
          + "085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00";

  /** None where the machine has no libcrypto. */
  @TestFactory
  Stream<DynamicTest> ofThisMachine() {
    return Stream.ofNullable(Curve25519.library())
        .flatMap(library ->
            Stream.of(
                dynamicTest("agrees with the other side", () -> agrees(library)),
                dynamicTest("refuses a key that tells nothing", () -> refuses(library)),
                dynamicTest("signs as RFC 8032 says", () -> signs(library)),
                dynamicTest("finds a signature wrong", () -> verifies(library)),
                dynamicTest("refuses what is no key", () -> noKey(library))));
  }

  private static void agrees(Curve25519 library) throws Exception {
    var bob = new byte[Curve25519.KEY];
    bob[5] = 7;
    var alice = bytes(ALICE);
    assertThat(library.agree(alice, library.publicKey(bob)))
        .hasSize(Curve25519.KEY)
        .isEqualTo(library.agree(bob, library.publicKey(alice)));
  }

  private static void refuses(Curve25519 library) {
    assertThatThrownBy(() -> library.agree(bytes(ALICE), new byte[Curve25519.KEY]))
        .isInstanceOf(GeneralSecurityException.class);
  }

  private static void signs(Curve25519 library) throws Exception {
    assertThat(library.sign(bytes(SEED), bytes("72"))).isEqualTo(bytes(SIGNED));
  }

  private static void verifies(Curve25519 library) throws Exception {
    assertThat(library.verify(bytes(PUBLIC), bytes("72"), bytes(SIGNED))).isTrue();
    assertThat(library.verify(bytes(PUBLIC), bytes("73"), bytes(SIGNED))).isFalse();
    assertThat(library.verify(bytes(PUBLIC), bytes("72"), bytes("72"))).isFalse();
  }

  private static void noKey(Curve25519 library) {
    assertThatThrownBy(() -> library.publicKey(bytes("72")))
        .isInstanceOf(GeneralSecurityException.class);
  }

  private static byte[] bytes(String hex) {
    return HexFormat.of().parseHex(hex);
  }
}
