import "./sign";
