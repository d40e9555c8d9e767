package execo.config;

import execo.host.Host;
import java.net.URI;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.Map;
import java.util.regex.Pattern;

/** The types of settings that only testbeds have. */
final class TestbedTypes {
  private static final Pattern DOMAIN = Pattern.compile("(\\.[A-Za-z0-9][A-Za-z0-9-]*)+");
  private static final Pattern PATTERN =
      Pattern.compile("[A-Za-z0-9.-]*\\{site}[A-Za-z0-9.-]*(\\{domain}[A-Za-z0-9.-]*)?");

  /** The address of an API; it always ends in a slash, so that paths can be resolved against it. */
  static final SettingType<URI> API_URI =
      new ScalarType<>(
          "an address as https://api.grid5000.fr/stable/, without user and query",
          TestbedTypes::apiUri,
          URI::toString);

  static final SettingType<ZoneId> ZONE =
      new ScalarType<>("a time zone, as Europe/Paris or UTC", TestbedTypes::zone, ZoneId::getId);

  static final SettingType<Map<String, ZoneId>> ZONES =
      ListTypes.map(ZONE, "a mapping of sites to time zones, as {lyon: Europe/Paris}");

  static final SettingType<Map<String, Host>> HOSTS =
      ListTypes.map(
          new ScalarType<>("a host", Host::of, Host::toString),
          "a mapping of sites to [user@]address[:port]");

  static final SettingType<String> DOMAIN_SUFFIX =
      new ScalarType<>(
          "a domain with its first dot, as .grid5000.fr",
          text -> matching(text, DOMAIN, "domain suffix"),
          text -> text);

  static final SettingType<String> FRONTEND_PATTERN =
      new ScalarType<>(
          "a host name with {site} in it, and perhaps {domain}",
          text -> matching(text, PATTERN, "frontend pattern"),
          text -> text);

  /** A text that is read but never written; it is shown as three stars. */
  static final SettingType<Secret> SECRET =
      new ScalarType<>("a text", Secret::new, Secret::toString);

  private TestbedTypes() {}

  private static URI apiUri(String text) {
    URI uri;
    try {
      uri = URI.create(text.endsWith("/") ? text : text + "/");
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("malformed address", e);
    }
    boolean web = "http".equals(uri.getScheme()) || "https".equals(uri.getScheme());
    if (!web || uri.getHost() == null) {
      throw new IllegalArgumentException("not an http or https address");
    }
    if (uri.getRawUserInfo() != null) {
      throw new IllegalArgumentException("an address with a user; set api-username instead");
    }
    if (uri.getRawQuery() != null || uri.getRawFragment() != null) {
      throw new IllegalArgumentException(
          "an address with a query; set api-additional-args instead");
    }
    return uri;
  }

  private static ZoneId zone(String text) {
    try {
      return ZoneId.of(text);
    } catch (DateTimeException e) {
      throw new IllegalArgumentException("unknown time zone '" + text + "'", e);
    }
  }

  private static String matching(String text, Pattern pattern, String what) {
    if (!pattern.matcher(text).matches()) {
      throw new IllegalArgumentException("malformed " + what + " '" + text + "'");
    }
    return text;
  }
}
