package main

import (
	"fmt"
	"os/exec"
	"syscall"
)

// peakOf runs a program to its end and returns the most memory it held, in bytes: the resident set, as the system counts it.
func peakOf(name string, args ...string) (uint64, error) {
	c := exec.Command(name, args...)
	if err := c.Run(); err != nil {
		return 0, fmt.Errorf("%s (run make build first): %w", name, err)
	}
	usage, ok := c.ProcessState.SysUsage().(*syscall.Rusage)
	if !ok {
		return 0, fmt.Errorf("%s: this system does not say how much memory it held", name)
	}
	return uint64(usage.Maxrss) << 10, nil
}
