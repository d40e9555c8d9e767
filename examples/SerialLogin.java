import static execo.Execo.*;

/** Logs in on a serial console of a host; arguments: HOST DEVICE USER PASSWORD COMMAND. */
void main(String[] args) {
  try (var console = serial(args[1], 115_200, args[0]).start()) {
    console.println();
    console.expect("login:\\s*$", "10s");
    console.println(args[2]);
    console.expect("Password:\\s*$", "10s");
    console.println(args[3]);
    console.expect("[$#]\\s*$", "10s");
    console.println(args[4]);
    console.expect("[$#]\\s*$", "10s");
    IO.println(console.stdout());
  }
}
