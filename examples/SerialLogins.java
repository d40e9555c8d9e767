import static execo.Execo.*;

/** Logs in on serial consoles of hosts at once; arguments: HOSTS DEVICE USER PASSWORD COMMAND. */
void main(String[] args) {
  try (var consoles = remoteSerial(args[1], 115_200, hosts(args[0])).start()) {
    consoles.println();
    consoles.expect("login:\\s*$", "10s");
    consoles.println(args[2]);
    consoles.expect("Password:\\s*$", "10s");
    consoles.println(args[3]);
    consoles.expect("[$#]\\s*$", "10s");
    consoles.println(args[4]);
    consoles.expect("[$#]\\s*$", "10s");
    consoles.processes().forEach(each -> IO.println(each.host() + ": " + each.stdout()));
  }
}
