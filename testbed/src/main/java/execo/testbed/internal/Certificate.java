package execo.testbed.internal;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.List;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/**
 * A certificate for 127.0.0.1 that nobody else signed, made by the JDK's {@code keytool}.
 *
 * @param keyStore the file with it and its key
 * @param trustStore the file with it and the certificates that the JDK trusts
 */
public record Certificate(Path keyStore, Path trustStore) {
  /** What the JDK has for its own store, which is no secret; the files are as private as theirs. */
  private static final String PASSWORD = "changeit";

  /** Makes one, with its files in a directory. */
  public static Certificate make(Path directory) throws IOException {
    var made = new Certificate(directory.resolve("tls.p12"), directory.resolve("trusted"));
    var file = directory.resolve("tls.pem");
    made.keytool(
        made.keyStore,
        "-genkeypair",
        "-keyalg",
        "EC",
        "-groupname",
        "secp256r1",
        "-dname",
        "CN=127.0.0.1",
        "-ext",
        "SAN=ip:127.0.0.1",
        "-validity",
        "30");
    made.keytool(made.keyStore, "-exportcert", "-rfc", "-file", file.toString());
    Files.copy(home().resolve("lib/security/cacerts"), made.trustStore);
    made.keytool(made.trustStore, "-importcert", "-noprompt", "-file", file.toString());
    return made;
  }

  private static Path home() {
    return Path.of(System.getProperty("java.home"));
  }

  private void keytool(Path store, String... words) throws IOException {
    var command = new ArrayList<>(List.of(home().resolve("bin/keytool").toString()));
    command.addAll(List.of(words));
    command.addAll(List.of("-alias", "standin", "-storepass", PASSWORD));
    command.addAll(List.of("-keystore", store.toString()));
    var process = new ProcessBuilder(command).redirectErrorStream(true).start();
    process.getOutputStream().close();
    var said = new String(process.getInputStream().readAllBytes(), Charset.defaultCharset());
    try {
      if (process.waitFor() != 0) {
        throw new IOException("keytool: " + said.strip());
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
      throw new InterruptedIOException();
    }
  }

  /** TLS for a server that shows it. */
  public SSLContext context() throws IOException {
    try {
      var password = PASSWORD.toCharArray();
      var factory = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
      factory.init(KeyStore.getInstance(keyStore.toFile(), password), password);
      var context = SSLContext.getInstance("TLS");
      context.init(factory.getKeyManagers(), null, null);
      return context;
    } catch (GeneralSecurityException e) {
      throw new IOException(e.getMessage(), e);
    }
  }
}
