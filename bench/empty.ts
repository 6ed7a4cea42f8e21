// An empty program: what starting one costs, whatever it does.
export {}
