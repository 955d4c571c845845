/** The path of ZooKeeper's library, where there is a Java to run it; `undefined` elsewhere. */
export declare const findZookeeper: () => string | undefined
