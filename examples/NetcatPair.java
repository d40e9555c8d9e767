import static execo.Execo.*;

/** Sends a line from HOST2 to HOST1 with netcat; arguments: HOST1 HOST2. */
void main(String[] args) {
  var host1 = host(args[0]);
  var host2 = host(args[1]);
  try (var receiver = process("nc -l -s " + host1.address() + " -p 6543", host1).start()) {
    sleep(1);
    process("echo 'hi there!' | nc -q 0 " + host1.address() + " 6543", host2).run();
    IO.print(receiver.await().stdout());
  }
}
