module stet

go 1.26
