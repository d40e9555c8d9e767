package execo.internal.os.linux;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SegmentAllocator;
import java.lang.foreign.SymbolLookup;
import java.security.GeneralSecurityException;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * X25519 (RFC 7748) and Ed25519 (RFC 8032) by OpenSSL's libcrypto, which is there wherever an
 * OpenSSH is: five to ten times faster than the JDK's, and even more so in a program that has just
 * started. Secrets do not stay in memory outside the heap. Thread-safe.
 */
@SuppressWarnings("restricted")
public final class Curve25519 {
  /** Bytes of a key. */
  public static final int KEY = 32;

  private static final int SIGNATURE = 64;
  private static final int X25519 = 1034; // NID_X25519
  private static final int ED25519 = 1087; // NID_ED25519
  private static final long NO_ATEXIT = 0x80000; // OPENSSL_INIT_NO_ATEXIT
  private static final List<String> LIBRARIES = List.of("libcrypto.so.3", "libcrypto.so.1.1");

  private static final class Found {
    static final @Nullable Curve25519 LIBRARY = search();
  }

  private final MemorySegment init;
  private final MemorySegment keyFromSecret;
  private final MemorySegment keyFromPublic;
  private final MemorySegment publicOf;
  private final MemorySegment freeKey;
  private final MemorySegment newAgreement;
  private final MemorySegment initAgreement;
  private final MemorySegment setPeer;
  private final MemorySegment agree;
  private final MemorySegment freeAgreement;
  private final MemorySegment newDigest;
  private final MemorySegment initSign;
  private final MemorySegment sign;
  private final MemorySegment initVerify;
  private final MemorySegment verify;
  private final MemorySegment freeDigest;

  private Curve25519(SymbolLookup library) {
    init = library.findOrThrow("OPENSSL_init_crypto");
    keyFromSecret = library.findOrThrow("EVP_PKEY_new_raw_private_key");
    keyFromPublic = library.findOrThrow("EVP_PKEY_new_raw_public_key");
    publicOf = library.findOrThrow("EVP_PKEY_get_raw_public_key");
    freeKey = library.findOrThrow("EVP_PKEY_free");
    newAgreement = library.findOrThrow("EVP_PKEY_CTX_new");
    initAgreement = library.findOrThrow("EVP_PKEY_derive_init");
    setPeer = library.findOrThrow("EVP_PKEY_derive_set_peer");
    agree = library.findOrThrow("EVP_PKEY_derive");
    freeAgreement = library.findOrThrow("EVP_PKEY_CTX_free");
    newDigest = library.findOrThrow("EVP_MD_CTX_new");
    initSign = library.findOrThrow("EVP_DigestSignInit");
    sign = library.findOrThrow("EVP_DigestSign");
    initVerify = library.findOrThrow("EVP_DigestVerifyInit");
    verify = library.findOrThrow("EVP_DigestVerify");
    freeDigest = library.findOrThrow("EVP_MD_CTX_free");
  }

  /** The one of this machine; null where it has no such library or does not let it be called. */
  public static @Nullable Curve25519 library() {
    return Found.LIBRARY;
  }

  private static @Nullable Curve25519 search() {
    if (!Support.AVAILABLE) {
      return null;
    }
    return LIBRARIES.stream()
        .map(Curve25519::open)
        .filter(Objects::nonNull)
        .findFirst()
        .orElse(null);
  }

  private static @Nullable Curve25519 open(String name) {
    try {
      var library = new Curve25519(SymbolLookup.libraryLookup(name, Arena.global()));
      return library.works() ? library : null;
    } catch (IllegalArgumentException | NoSuchElementException e) {
      return null; // it is not there, or has not these functions
    }
  }

  /** Not where a policy of the system, as that of FIPS, forbids these curves. */
  private boolean works() {
    var secret = new byte[KEY];
    Arrays.fill(secret, (byte) 1);
    try (var call = new Call(0)) {
      // threads may be at work in it until the very end of this program
      check(Native.call(init, call.errno, NO_ATEXIT, 0));
      agree(secret, publicKey(secret));
      sign(secret, secret);
      return true;
    } catch (GeneralSecurityException e) {
      return false;
    }
  }

  /** The public key of X25519 that belongs to a secret one. */
  public byte[] publicKey(byte[] secret) throws GeneralSecurityException {
    try (var call = new Call(0)) {
      var key = call.key(keyFromSecret, X25519, secret);
      var result = call.room(KEY);
      check(Native.call(publicOf, call.errno, key, result.address(), call.size(KEY)));
      return result.toArray(JAVA_BYTE);
    }
  }

  /**
   * What two sides of X25519 have in common.
   *
   * @throws GeneralSecurityException also if the other side's key is one that would tell nothing
   */
  public byte[] agree(byte[] secret, byte[] others) throws GeneralSecurityException {
    try (var call = new Call(0)) {
      var key = call.key(keyFromSecret, X25519, secret);
      var agreement = call.made(freeAgreement, Native.call(newAgreement, call.errno, key, 0));
      check(Native.call(initAgreement, call.errno, agreement));
      check(Native.call(setPeer, call.errno, agreement, call.key(keyFromPublic, X25519, others)));
      var result = call.room(KEY);
      check(Native.call(agree, call.errno, agreement, result.address(), call.size(KEY)));
      return result.toArray(JAVA_BYTE);
    }
  }

  /** The signature of Ed25519 on a message. */
  public byte[] sign(byte[] secret, byte[] message) throws GeneralSecurityException {
    try (var call = new Call(message.length)) {
      var key = call.key(keyFromSecret, ED25519, secret);
      var digest = call.made(freeDigest, Native.call(newDigest, call.errno));
      check(Native.call(initSign, call.errno, digest, 0, 0, 0, key));
      var result = call.room(SIGNATURE);
      var text = call.copy(message);
      check(
          Native.call(
              sign,
              call.errno,
              digest,
              result.address(),
              call.size(SIGNATURE),
              text,
              message.length));
      return result.toArray(JAVA_BYTE);
    }
  }

  /** Whether a signature of Ed25519 on a message is right. */
  public boolean verify(byte[] publicKey, byte[] message, byte[] signature)
      throws GeneralSecurityException {
    try (var call = new Call(message.length + signature.length)) {
      var key = call.key(keyFromPublic, ED25519, publicKey);
      var digest = call.made(freeDigest, Native.call(newDigest, call.errno));
      check(Native.call(initVerify, call.errno, digest, 0, 0, 0, key));
      var shown = call.copy(signature);
      var text = call.copy(message);
      return (int)
              Native.call(verify, call.errno, digest, shown, signature.length, text, message.length)
          == 1;
    }
  }

  private static void check(long result) throws GeneralSecurityException {
    if ((int) result != 1) {
      throw new GeneralSecurityException("not a key of curve 25519");
    }
  }

  /** The memory of one operation, wiped at its end, and what libcrypto has made for it. */
  private final class Call implements AutoCloseable {
    private static final int FIXED = 512;

    private final Arena arena = Arena.ofConfined();
    private final MemorySegment memory;
    private final SegmentAllocator rooms;
    private final MemorySegment errno;
    private final Deque<Runnable> ends = new ArrayDeque<>();

    Call(int variable) {
      memory = arena.allocate(FIXED + variable, Long.BYTES);
      rooms = SegmentAllocator.slicingAllocator(memory);
      errno = rooms.allocate(Native.ERRNO_SIZE, Long.BYTES);
    }

    MemorySegment room(int size) {
      return rooms.allocate(size, Long.BYTES);
    }

    long copy(byte[] bytes) {
      return rooms.allocateFrom(JAVA_BYTE, bytes).address();
    }

    /** Where a function finds how much room there is. */
    long size(long bytes) {
      return rooms.allocateFrom(JAVA_LONG, bytes).address();
    }

    long key(MemorySegment maker, int type, byte[] bytes) throws GeneralSecurityException {
      return made(freeKey, Native.call(maker, errno, type, 0, copy(bytes), bytes.length));
    }

    long made(MemorySegment free, long object) throws GeneralSecurityException {
      if (object == 0) {
        throw new GeneralSecurityException("libcrypto refuses curve 25519");
      }
      ends.push(() -> Native.call(free, errno, object));
      return object;
    }

    @Override
    public void close() {
      ends.forEach(Runnable::run);
      memory.fill((byte) 0);
      arena.close();
    }
  }
}
