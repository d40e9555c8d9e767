package execo.engine;

import java.text.Normalizer;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/** Text that is fit for a file name. */
final class Slug {
  private static final int LONGEST = 120;

  private Slug() {}

  static String of(@Nullable Object value) {
    var text = Normalizer.normalize(String.valueOf(value), Normalizer.Form.NFKD);
    var slug =
        text.replaceAll("\\p{M}+", "")
            .replaceAll(",\\s+", ",")
            .replaceAll("[^A-Za-z0-9._=,+-]+", " ")
            .strip()
            .replace(' ', '-');
    if (slug.isEmpty() || slug.startsWith(".") || slug.startsWith("-")) {
      slug = "_" + slug;
    }
    if (slug.length() > LONGEST) {
      slug = slug.substring(0, LONGEST - 9) + "-" + HexFormat.of().toHexDigits(slug.hashCode());
    }
    return slug;
  }
}
