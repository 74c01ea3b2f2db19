// Package order sorts lists in any order, like the standard library's slices. That makes a sorting routine for every type of element,
// some eight kilobytes each, which a browser has to fetch; these share one. They are slower by half, and so not for what is sorted all
// the time.
package order

import "sort"

// By sorts s as cmp says, which is as slices.SortFunc wants it. Equal elements end up in an order of their own, always the same.
func By[T any](s []T, cmp func(a, b T) int) { sort.Sort(of(s, cmp)) }

// Stable is By, with equal elements in the order in which they were.
func Stable[T any](s []T, cmp func(a, b T) int) { sort.Stable(of(s, cmp)) }

func of[T any](s []T, cmp func(a, b T) int) *list {
	return &list{len(s), func(i, j int) bool { return cmp(s[i], s[j]) < 0 }, func(i, j int) { s[i], s[j] = s[j], s[i] }}
}

// list is a list as package sort sees it.
type list struct {
	n    int
	less func(i, j int) bool
	swap func(i, j int)
}

func (l *list) Len() int           { return l.n }
func (l *list) Less(i, j int) bool { return l.less(i, j) }
func (l *list) Swap(i, j int)      { l.swap(i, j) }
