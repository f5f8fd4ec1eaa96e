/** The registry of checkpoints and aliases, as {@code limner.models} tells it. */
package dev.limner.generator.registry;
