import static execo.Execo.*;

/** Sorts a file on every host and brings the results back; arguments: FILE DIRECTORY HOST... */
void main(String[] args) {
  var file = Path.of(args[0]);
  var name = file.getFileName();
  var hosts = hosts(List.of(args).subList(2, args.length));

  var mkdir = remote("mkdir -p execo-example", hosts).run();
  var good = filterBadHosts(mkdir, hosts);
  var put = put(good, file.toString(), "execo-example");
  var sort = remote("cd execo-example && sort " + name + " > sorted", good);
  var get = get(good, "execo-example/sorted", args[1] + "/{{{host}}}");
  var clean = remote("rm -r execo-example", good);
  sequential(put, sort, get, clean).run();

  IO.println(report(mkdir, put, sort, get, clean));
}
