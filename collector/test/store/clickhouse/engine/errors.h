// Makes a server of the library outlive connections that break off. Returns 0 where it is another library.
int go_on_after_errors(void *library);
