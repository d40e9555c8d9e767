import static execo.Execo.*;

/** Asks the kernel's name on this machine, or on a host; arguments: [HOST] */
void main(String[] args) {
  var where = args.length > 0 ? args[0] : null;
  var uname = processOn(where, "uname -s").timeout("30s").run();
  IO.println((where == null ? "here" : where) + ": " + uname.stdout().strip());
}
