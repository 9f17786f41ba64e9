package canvas

// Explain writes text where content would stand.
func (s *Sheet) Explain(body Box, text string) {
	st := Style{Face: s.Regular, Size: SubtitleSize}
	lines := Wrap(text, body.Width()*0.8, st)
	top := body.Y0 + (body.Height()-st.Height(len(lines)))/2
	s.Rule(RuleColor, 0.5, body.X0, body.Y0, body.X1, body.Y0)
	s.Rule(RuleColor, 0.5, body.X0, body.Y1, body.X1, body.Y1)
	s.Watermark(body)
	s.Lines(st, SmallColor, body.X0, top, lines)
}
