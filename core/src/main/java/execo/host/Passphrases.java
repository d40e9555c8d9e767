package execo.host;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Gives the passphrases of private keys that are encrypted. Asked once for each key that is needed,
 * not for each host; without one, such a key is left out and the reason told where a host then
 * refuses the login.
 *
 * <p>May wait for a person. Calls come from threads that may block, one at a time.
 */
@FunctionalInterface
public interface Passphrases {
  /** The passphrase of no key. */
  Passphrases NONE = (_, _) -> null;

  /**
   * The passphrase of a key.
   *
   * @param keyFile the file of the private key
   * @param attempt which attempt this is, from 1; the earlier ones were wrong
   * @return the passphrase, which is overwritten after use; null to do without this key
   */
  char @Nullable [] passphrase(Path keyFile, int attempt);
}
