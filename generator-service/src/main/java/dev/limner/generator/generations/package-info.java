/** Generations: from the request on {@code limner.generation-requests} to the archive and the result. */
package dev.limner.generator.generations;
