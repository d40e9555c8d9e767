package execo.g5k.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import execo.config.G5kKeys;
import execo.config.Secret;
import execo.g5k.G5kSettings;
import execo.g5k.api.WebServer.Reply;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CredentialsTest {
  private static final String RIGHT = "Basic " + base64("me:hush");

  private final WebServer server = new WebServer();

  @TempDir private Path folder;

  private static String base64(String text) {
    return Base64.getEncoder()
        .encodeToString(text.getBytes(java.nio.charset.StandardCharsets.UTF_8));
  }

  @BeforeEach
  void wantUser() {
    server.on(
        "GET /stable/",
        asked ->
            RIGHT.equals(asked.headers().get("Authorization"))
                ? Reply.json("{\"version\": \"1\"}")
                : Reply.text(
                    401, "Authorization Required, not " + asked.headers().get("Authorization")));
  }

  @AfterEach
  void close() {
    server.close();
  }

  private G5kSettings me() {
    return server.settings().with(G5kKeys.API_USERNAME, Optional.of("me"));
  }

  private static void works(G5kApi api) {
    assertThat(api.root().path("version").asString()).isEqualTo("1");
  }

  @Test
  void comeFromTheConfiguration() {
    works(server.apiAs("me", "hush"));
  }

  @Test
  void comeFromTheEnvironment() {
    var environment = Map.of("EXECO_G5K_USER", "me", "EXECO_G5K_PASSWORD", "hush");
    G5kApi api = WebServer.api(server.settings(), environment, new WebServer.NoPrompt());
    works(api);
    assertThat(api.user()).contains("me");
  }

  @Test
  void comeFromNetrc() throws IOException {
    Path netrc = folder.resolve("netrc");
    Files.writeString(
        netrc,
        """
        # comment
        machine elsewhere login me password wrong
        macdef init
        machine 127.0.0.1 login x password y

        machine 127.0.0.1 login other password wrong
        machine 127.0.0.1
          login me account x
          password "hush"
        default login anonymous password x
        """);
    var environment = Map.of("NETRC", netrc.toString());
    works(WebServer.api(me(), environment, new WebServer.NoPrompt()));
  }

  @Test
  void netrcNamesTheUserToo() throws IOException {
    Path netrc =
        Files.writeString(folder.resolve("netrc"), "machine 127.0.0.1 login me password hush");
    works(
        WebServer.api(
            server.settings(), Map.of("NETRC", netrc.toString()), new WebServer.NoPrompt()));
  }

  @Test
  void passwordsWithHashesAndQuotesAreRead() throws IOException {
    Path netrc = folder.resolve("netrc");
    Files.writeString(
        netrc, "machine h login a#b password #x machine i login u password \"a \\\"b\"");
    assertThat(password(Netrc.login(netrc, "h", null))).isEqualTo("#x");
    assertThat(password(Netrc.login(netrc, "I", "u"))).isEqualTo("a \"b");
    assertThat(Netrc.login(netrc, "i", "v")).isNull();
    assertThat(Netrc.login(netrc, "j", null)).isNull();
  }

  @Test
  void filesThatOthersReadAreNoticed() throws IOException {
    Path file = Files.writeString(folder.resolve("netrc"), "");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r-----"));
    assertThat(FileModes.othersRead(file)).isTrue();
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
    assertThat(FileModes.othersRead(file)).isFalse();
  }

  @Test
  void comeFromTheKeyring() throws IOException {
    works(WebServer.api(me(), secretTool("hush"), new WebServer.NoPrompt()));
    assertThat(Files.readString(folder.resolve("arguments")))
        .isEqualTo("lookup service grid5000_api username me\n");
  }

  @Test
  void nobodyIsAskedWhenTheKeyringIsRight() throws IOException {
    var person = new Person();
    G5kApi api = WebServer.api(me(), secretTool("hush"), person);
    works(api);
    works(api);
    assertThat(person.heard).isEmpty();
    assertThat(server.lines()).as("the check, and what was asked").hasSize(3);
  }

  @Test
  void areAskedForWhenTheKeyringIsWrong() throws IOException {
    var person = new Person("hush");
    works(WebServer.api(me(), secretTool("old"), person));
    assertThat(person.heard)
        .containsExactly(
            "The password in the keyring is wrong.",
            "Password of me for 127.0.0.1: ",
            "Keep it in the keyring?");
    assertThat(Files.readString(folder.resolve("kept"))).isEqualTo("hush");
  }

  @Test
  void wrongOneOfTheKeyringIsToldWhereNobodyCanBeAsked() throws IOException {
    G5kApi api = WebServer.api(me(), secretTool("old"), new WebServer.NoPrompt());
    assertThatThrownBy(api::root)
        .hasMessageEndingWith("; user 'me' or the password in the keyring is wrong");
  }

  @Test
  void areAskedForAndKept() throws IOException {
    var person = new Person("wrong", "hush");
    works(WebServer.api(me(), secretTool(""), person));
    assertThat(person.heard)
        .containsExactly(
            "Password of me for 127.0.0.1: ",
            "Wrong password.",
            "Password of me for 127.0.0.1: ",
            "Keep it in the keyring?");
    assertThat(Files.readString(folder.resolve("arguments")))
        .endsWith("store --label=Grid'5000 API service grid5000_api username me\n")
        .doesNotContain("hush");
    assertThat(Files.readString(folder.resolve("kept"))).isEqualTo("hush");
  }

  @Test
  void areAskedForThreeTimes() {
    var person = new Person("a", "b", "c", "hush");
    assertThatThrownBy(() -> WebServer.api(me(), Map.of(), person).root())
        .hasMessage("GET " + server.uri() + ": status 401: 3 passwords of 'me' are wrong");
    assertThat(person.answers).containsExactly("hush");
  }

  @Test
  void wrongOnesAreToldButNotShown() {
    Throwable refused = catchThrowable(() -> server.apiAs("me", "wrong-secret").root());
    assertThat(refused)
        .hasMessage(
            "GET "
                + server.uri()
                + ": status 401: Authorization Required, not ***; user 'me' or the password in the"
                + " configuration is wrong");
    var trace = new StringWriter();
    refused.printStackTrace(new PrintWriter(trace));
    assertThat(trace.toString())
        .doesNotContain("wrong-secret")
        .doesNotContain(base64("me:wrong-secret"));
  }

  @Test
  void nobodyIsToldHowToBeSomebody() {
    assertThatThrownBy(() -> server.api().root())
        .hasMessageEndingWith(
            "; the API wants a user: set api-username, and the password in EXECO_G5K_PASSWORD,"
                + " ~/.netrc or the keyring");
  }

  @Test
  void areNotSentInClear() {
    G5kSettings settings =
        me().with(G5kKeys.API_URI, URI.create("http://192.0.2.1/stable/"))
            .with(G5kKeys.API_PASSWORD, Optional.of(new Secret("hush")));
    assertThatThrownBy(() -> WebServer.api(settings).root())
        .hasMessageContaining("a password is not sent over http");
  }

  private static String password(@Nullable Login login) {
    return Objects.requireNonNull(login).password().reveal();
  }

  /** A folder for PATH in which secret-tool tells a password and writes down what it is told. */
  private Map<String, String> secretTool(String password) throws IOException {
    Path bin = Files.createDirectory(folder.resolve("bin"));
    Path tool = bin.resolve("secret-tool");
    Files.writeString(
        tool,
        """
        #!/bin/sh
        echo "$*" >> '%1$s/arguments'
        case $1 in
        lookup) test -n '%2$s' && printf '%2$s' ;;
        store) cat > '%1$s/kept' ;;
        esac
        """
            .formatted(folder, password));
    Files.setPosixFilePermissions(tool, PosixFilePermissions.fromString("rwx------"));
    return Map.of("PATH", bin.toString());
  }

  private static final class Person implements Prompt {
    final List<String> heard = new ArrayList<>();
    final Deque<String> answers;

    Person(String... answers) {
      this.answers = new ArrayDeque<>(List.of(answers));
    }

    @Override
    public boolean possible() {
      return true;
    }

    @Override
    public @Nullable Secret secret(String question) {
      heard.add(question);
      return new Secret(answers.remove());
    }

    @Override
    public boolean confirm(String question) {
      heard.add(question);
      return true;
    }

    @Override
    public void tell(String text) {
      heard.add(text);
    }
  }
}
