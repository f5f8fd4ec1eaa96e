/** Models in memory: which checkpoint answers for an alias, loaded, warmed, leased and evicted. */
package dev.limner.generator.serving;
