import static execo.Execo.*;

/** Talks to a program on all hosts at once; arguments: HOST... */
void main(String[] args) {
  var login =
      "printf 'login: '; read name; printf 'Password: '; read word; echo \"Welcome, $name\"";
  try (var consoles = remote(login, hosts(args)).openStdin().start()) {
    consoles.expect("^login: $", "10s");
    consoles.println("ada");
    consoles.expect("^login: .*Password: $", "10s");
    consoles.println("secret");
    for (var welcome : consoles.expect("Welcome, (\\w+)", "10s")) {
      welcome.ifPresent(match -> IO.println(match.process().host() + ": " + match.group(1)));
    }
  }
}
