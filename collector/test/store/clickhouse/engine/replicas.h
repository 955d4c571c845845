/**
 * Lets the engine listen to other replicas, and tell them where.
 *
 * @param address - `127.0.0.2:8123`, where its second listener for HTTP will be
 * @returns whether the library is the one that this is written for
 */
int listen_to_replicas(void *library, const char *address);
