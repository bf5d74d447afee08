import "./doctor";
